import Deliberation

/// Who stands behind an event: the person, the post and the level of the authority that it names.
struct Speakers {
  private struct Post {
    var post: String?
    var level: Level?
  }

  private var posts: [String: Post] = [:]
  private var persons: [String: String] = [:]

  /// - Parameter records: the roster's events, in order.
  init(_ records: [EventRecord]) {
    for record in records {
      switch record.event {
      case .ledgerOpened(let opened):
        posts[record.eventID] = Post()
        for principal in opened.principals { persons[principal.login] = principal.person }
      case .principalAdmitted(let admitted): persons[admitted.login] = admitted.person
      case .appointmentRecorded(let appointment):
        posts[record.eventID] = Post(post: appointment.post, level: appointment.level)
      default: break
      }
    }
  }

  /// json-contract.md rule 7: `{"person","appointment","level","login"}`.
  func json(_ record: EventRecord) -> JSON {
    json(login: record.actor, authority: record.authority)
  }

  func json(login: String, authority: String?) -> JSON {
    let post = authority.flatMap { posts[$0] }
    return [
      "person": JSON(persons[login]), "appointment": JSON(post?.post),
      "level": JSON(post?.level?.rawValue), "login": .string(login),
    ]
  }

  func person(_ login: String) -> String? { persons[login] }
  func post(_ authority: String?) -> String? { authority.flatMap { posts[$0]?.post } }
  func level(_ authority: String?) -> Level? { authority.flatMap { posts[$0]?.level } }
}
