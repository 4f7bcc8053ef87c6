extension SQL: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) {
    self.init(unsafeSQL: text)
  }

  public init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.sql
  }

  public struct StringInterpolation: StringInterpolationProtocol, Sendable {
    fileprivate var sql = SQL(unsafeSQL: "")

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) {
      sql.append(text: literal)
    }

    /// Binds a value.
    public mutating func appendInterpolation<Value: PostgresValue>(_ value: Value) {
      sql.append(SQLParameter(type: Value.valueType, bytes: value.binaryForm))
    }

    /// Binds a value or NULL.
    ///
    /// The method above would do, but the compiler warns of an optional where none is declared.
    public mutating func appendInterpolation<Value: PostgresValue>(_ value: Value?) {
      sql.append(SQLParameter(type: Value.valueType, bytes: value?.binaryForm))
    }

    /// Includes another statement's text and values.
    public mutating func appendInterpolation(_ fragment: SQL) {
      sql.append(fragment)
    }

    /// Writes a name in double quotes, its own quotes doubled.
    public mutating func appendInterpolation(identifier name: String) {
      sql.append(text: "\"")
      for character in name.unicodeScalars {
        sql.append(text: character == "\"" ? "\"\"" : String(character))
      }
      sql.append(text: "\"")
    }

    /// Writes text as it is; the caller answers for what it holds.
    public mutating func appendInterpolation(unescaped text: String) {
      sql.append(text: text)
    }
  }
}
