/// A text in one or more languages, by language code; kept byte for byte.
public struct LocalizedText: Sendable, Hashable {
  public var values: [String: String]

  public init(_ values: [String: String] = [:]) { self.values = values }

  public init(en: String? = nil, ja: String? = nil) {
    values = [:]
    values["en"] = en
    values["ja"] = ja
  }

  public var en: String? { values["en"] }
  public var ja: String? { values["ja"] }
  public subscript(language: String) -> String? { values[language] }
  /// The codes of its languages, sorted.
  public var languages: [String] { values.keys.sorted() }
  public var isEmpty: Bool { values.values.allSatisfy(\.isEmpty) }
}
