extension String: PostgresScalar, PostgresElement, PostgresValue {
  public static var scalarType: PostgresType { .text }
  public static var arrayType: PostgresType { .textArray }
  public static var readableTypes: [PostgresType] {
    [.text, .varchar, .bpchar, .name, .json, .jsonb, .xml, .unknown]
  }
  public static var readableArrayTypes: [PostgresType] {
    [.textArray, .varcharArray, .bpcharArray, .nameArray]
  }

  public func write(into buffer: inout [UInt8]) {
    buffer.append(contentsOf: utf8)
  }

  public static func read(_ bytes: RawSpan, as type: PostgresType) throws(ValueFailure) -> String {
    // The binary form of jsonb is its text behind a version byte.
    let start = type == .jsonb && !bytes.isEmpty ? 1 : 0
    let text = bytes.extracting(droppingFirst: start).withUnsafeBytes { utf8 in
      String(validating: utf8, as: UTF8.self)
    }
    guard let text else { throw ValueFailure(.malformed, "the text is not UTF-8") }
    return text
  }
}
