import Deliberation

/// An answer as `json-contract` has it, and what the flat formats need to know of it.
struct Document: Sendable {
  var json: JSON
  /// The keys of each of `items[]` in a list, needed where it may be empty.
  var itemKeys: [String]
  /// The member whose elements are the rows of CSV and Markdown in an answer that is no list.
  var rows: String?

  init(_ json: JSON, itemKeys: [String] = [], rows: String? = nil) {
    self.json = json
    self.itemKeys = itemKeys
    self.rows = rows
  }

  private static let always = ["schema", "as_of"]

  var isList: Bool { json["items"]?.array != nil }

  var items: [JSON] { json["items"]?.array ?? [] }

  var isTruncated: Bool { json["truncated"]?.bool ?? false }

  /// The same answer with only these fields; a name that it does not have is refused with those it
  /// has.
  func filtered(_ fields: [String]?) throws(Failure) -> Document {
    guard let fields else { return self }
    guard let object = json.object else { return self }
    let known = isList ? knownItemKeys : object.members.map(\.key)
    if let unknown = fields.first(where: { !known.contains($0) && !Self.always.contains($0) }),
      !known.isEmpty || !isList
    {
      let near = Spelling.nearest(to: unknown, among: known).first
      throw Failure(
        code: "usage.unknown_field", message: "There is no field '\(unknown)' here.",
        hint: (near.map { "Did you mean '\($0)'? " } ?? "")
          + "The fields are " + known.joined(separator: ", ") + ".",
        details: ["fields": JSON(known)])
    }
    var out = self
    if isList {
      var list = object
      list["items"] = .array(items.map { $0.object.map { .object($0.only(fields)) } ?? $0 })
      out.json = .object(list)
      out.itemKeys = fields.filter { !Self.always.contains($0) }
    } else {
      let names = Self.always + fields.filter { !Self.always.contains($0) }
      out.json = .object(object.only(names))
    }
    return out
  }

  /// Titles and rows for CSV and Markdown.
  var flat: (keys: [String], rows: [[JSON?]]) {
    if isList {
      let keys = knownItemKeys
      return (keys, items.map { item in keys.map { item[$0] } })
    }
    if let rows, let elements = json[rows]?.array {
      let keys = Self.union(elements)
      return (keys, elements.map { element in keys.map { element[$0] } })
    }
    let members = json.object?.members.filter { !Self.always.contains($0.key) } ?? []
    return (members.map(\.key), [members.map(\.value)])
  }

  private var knownItemKeys: [String] {
    var keys = itemKeys
    for key in Self.union(items) where !keys.contains(key) { keys.append(key) }
    return keys
  }

  private static func union(_ items: [JSON]) -> [String] {
    var keys: [String] = []
    var seen: Set<String> = []
    for item in items {
      for member in item.object?.members ?? [] where seen.insert(member.key).inserted {
        keys.append(member.key)
      }
    }
    return keys
  }
}
