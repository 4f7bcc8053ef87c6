import Deliberation

/// The members of one object of a source, read by name and shape.
///
/// `null` is absent. Whatever is of another shape than it must be puts the line aside; nothing is
/// converted.
struct ImportMembers {
  private let object: JSONObject

  init(_ object: JSONObject) { self.object = object }

  private func member(_ name: String) -> JSON? {
    guard let value = object[name], !value.isNull else { return nil }
    return value
  }

  private func string(_ name: String) throws(Quarantine) -> String? {
    guard let value = member(name) else { return nil }
    guard let text = value.string else {
      throw Quarantine("member.malformed", "'\(name)' is no string.")
    }
    return text
  }

  /// Prose, byte for byte; an empty text is none.
  func prose(_ name: String) throws(Quarantine) -> String? {
    let text = try string(name)
    return text?.isEmpty ?? true ? nil : text
  }

  /// A code or name; it must not be blank where it stands.
  func optional(_ name: String) throws(Quarantine) -> String? {
    guard let text = try string(name) else { return nil }
    guard !Self.isBlank(text) else { throw Quarantine("\(name).missing", "'\(name)' is empty.") }
    return text
  }

  func required(_ name: String) throws(Quarantine) -> String {
    guard let text = try optional(name) else {
      throw Quarantine("\(name).missing", "The entry has no '\(name)'.")
    }
    return text
  }

  /// The source's own reference.
  func ref() throws(Quarantine) -> String {
    let ref = try required("ref")
    guard ref.utf8.count <= 300, !Self.hasControl(ref) else {
      throw Quarantine("ref.malformed", "A 'ref' is one line of 300 bytes at most.")
    }
    return ref
  }

  func optionalParty(_ name: String) throws(Quarantine) -> String? {
    guard let code = try optional(name) else { return nil }
    // A field of an entry is a short line of its own, in which '-' stands for absent.
    guard code.utf8.count <= 300, !Self.hasControl(code), code != "-" else {
      throw Quarantine(
        "party.malformed", "'\(name)' is one line of 300 bytes at most, and not '-'.")
    }
    return code
  }

  func party(_ name: String) throws(Quarantine) -> String {
    guard let code = try optionalParty(name) else {
      throw Quarantine("\(name).missing", "The entry has no '\(name)'.")
    }
    return code
  }

  func strings(_ name: String) throws(Quarantine) -> [String] {
    guard let value = member(name) else { return [] }
    guard let texts = value.strings else {
      throw Quarantine("member.malformed", "'\(name)' is no list of strings.")
    }
    guard !texts.contains(where: Self.isBlank) else {
      throw Quarantine("member.malformed", "'\(name)' holds an empty string.")
    }
    return texts
  }

  func number(_ name: String) throws(Quarantine) -> Int? {
    guard let value = member(name) else { return nil }
    guard let number = value.int, (1...1_000_000).contains(number) else {
      throw Quarantine("member.malformed", "'\(name)' is no number from 1 on.")
    }
    return number
  }

  func flag(_ name: String) throws(Quarantine) -> Bool? {
    guard let value = member(name) else { return nil }
    guard let flag = value.bool else {
      throw Quarantine("member.malformed", "'\(name)' is neither true nor false.")
    }
    return flag
  }

  func date(_ name: String) throws(Quarantine) -> CivilDate? {
    guard let text = try string(name) else { return nil }
    guard let date = CivilDate(text) else {
      throw Quarantine("date.malformed", "'\(name)' is no date such as 2026-11-24.")
    }
    return date
  }

  func code<Code: RawRepresentable & CaseIterable>(
    _ name: String, _ type: Code.Type, _ refusal: String
  ) throws(Quarantine) -> Code? where Code.RawValue == String {
    guard let value = member(name) else { return nil }
    guard let text = value.string, let code = Code(rawValue: text) else {
      throw Quarantine(
        refusal, "There is no \(name) \(value.text); they are \(ImportEntry.list(type)).")
    }
    return code
  }

  /// A code of the vocabulary, or `defer_to:CODE`.
  func position() throws(Quarantine) -> (PositionCode, target: String?) {
    guard let value = member("position") else {
      throw Quarantine("position.missing", "The entry states no 'position'.")
    }
    let text = value.string ?? ""
    if text.hasPrefix("defer_to:") {
      let target = String(text.dropFirst("defer_to:".count))
      if !Self.isBlank(target) { return (.deferTo, target) }
    } else if let code = PositionCode(rawValue: text), code != .deferTo {
      return (code, nil)
    }
    throw Quarantine(
      "position.unknown",
      "There is no position \(value.text); they are "
        + PositionCode.allCases.map { $0 == .deferTo ? "defer_to:CODE" : $0.rawValue }
        .joined(separator: ", ") + ".")
  }

  func language() throws(Quarantine) -> String? {
    guard let code = try optional("language") else { return nil }
    let letters = code.utf8.allSatisfy { byte in
      (0x61...0x7a).contains(byte | 0x20) || (0x30...0x39).contains(byte)
        || byte == UInt8(ascii: "-")
    }
    guard letters, (2...35).contains(code.utf8.count) else {
      throw Quarantine("language.unknown", "'\(code)' is no language code such as en or ja.")
    }
    return code
  }

  /// Any object, kept as it is.
  func source() throws(Quarantine) -> JSON? {
    guard let value = member("source") else { return nil }
    guard case .object = value else {
      throw Quarantine("member.malformed", "'source' is no object.")
    }
    return value
  }

  func effective(_ time: inout ImportTime) throws(Quarantine) -> ImportTime.Reading {
    try effective(&time, zone: try optional("zone"))
  }

  func effective(
    _ time: inout ImportTime, zone: String?
  ) throws(Quarantine) -> ImportTime.Reading {
    guard let text = try string("effective_at"), !Self.isBlank(text) else {
      throw Quarantine("date.missing", "The entry has no 'effective_at'.")
    }
    return try time.read(text, zone: zone, member: "effective_at")
  }

  static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

  static func hasControl(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) }
  }
}
