public import Deliberation

/// The answer to a question, in the form that other programs rely on.
public struct Answer: Sendable {
  /// Such as `ringi.timeline/1`.
  public var schema: String
  public var asOf: AsOf
  /// The keys of one object, or `items` of a list.
  public var body: JSONObject

  public init(schema: String, asOf: AsOf, body: JSONObject) {
    self.schema = schema
    self.asOf = asOf
    self.body = body
  }

  public init(schema: String, asOf: AsOf, items: [JSON]) {
    self.init(schema: schema, asOf: asOf, body: ["items": .array(items)])
  }

  /// The whole as one object: `schema` and `as_of` first.
  public var json: JSON {
    var members: [JSONObject.Member] = [
      .init(key: "schema", value: .string(schema)), .init(key: "as_of", value: asOf.json),
    ]
    members += body.members
    return .object(JSONObject(members))
  }

  public var items: [JSON] { body["items"]?.array ?? [] }
}

/// A piece of a long list.
public struct Page: Sendable, Hashable {
  public var limit: Int?
  /// The cursor that the piece before gave.
  public var after: String?

  public init(limit: Int? = nil, after: String? = nil) {
    self.limit = limit
    self.after = after
  }
}

extension Answer {
  /// Cuts a list to a page. The cursor is the position in the list's own order, which `as_of` pins.
  public init(schema: String, asOf: AsOf, items: [JSON], page: Page) throws {
    var start = 0
    if let after = page.after {
      guard let index = Int(after), index >= 0 else {
        throw WorkflowError(
          "usage", "'\(after)' is no cursor.", hint: "Pass the `next` of the page before.")
      }
      start = index
    }
    let rest = items.dropFirst(start)
    let piece = page.limit.map { rest.prefix($0) } ?? rest
    let truncated = piece.count < rest.count
    self.init(
      schema: schema, asOf: asOf,
      body: [
        "items": .array(Array(piece)), "truncated": .bool(truncated),
        "next": truncated ? .string(String(start + piece.count)) : .null,
      ])
  }
}

extension Answer {
  /// The one item of a list that is meant, as an answer of its own; several ledgers may have it,
  /// and then the fullest is shown.
  public func only(
    _ schema: String, _ typed: String, where isMeant: (JSON) -> Bool
  ) throws -> Answer {
    let found = items.filter(isMeant).compactMap(\.object)
    func weight(_ item: JSONObject) -> Int { item["roles"]?.array?.count ?? 0 }
    guard let first = found.max(by: { weight($0) < weight($1) }) else {
      throw WorkflowError.notFound(typed)
    }
    return Answer(schema: schema, asOf: asOf, body: first)
  }
}
