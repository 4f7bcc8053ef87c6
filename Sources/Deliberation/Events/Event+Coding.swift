extension Event {
  public var eventType: EventType { Swift.type(of: payload).type }
  public var type: String { eventType.name }
  public var schemaVersion: Int { eventType.schemaVersion }
  public var provenance: Provenance { payload.provenance }

  /// The codes, numbers and dates that rules read; hashed as `facts.canonical`.
  public var facts: JSON { coded.facts }
  /// The prose that people read; `nil` where there is none.
  public var text: JSON? { coded.text }

  /// Facts and text at once, which is cheaper than one after the other.
  public var coded: (facts: JSON, text: JSON?) {
    var writer = FactWriter()
    let payload = payload
    payload.write(to: &writer)
    let provenance = payload.provenance
    if let imported = provenance.imported { writer.fact("imported", imported) }
    if provenance.late { writer.fact("late", true) }
    writer.prose("late_reason", provenance.lateReason)
    let text: JSON? = writer.text.isEmpty ? nil : .object(JSONObject(writer.text))
    return (.object(JSONObject(writer.facts)), text)
  }

  /// Reads a stored event. Unknown members are let pass; a text that is withheld or destroyed is
  /// `nil`.
  public init(type: String, schemaVersion: Int, facts: JSON, text: JSON?) throws(EventError) {
    guard schemaVersion == 1 else { throw .unknownType(type, schemaVersion: schemaVersion) }
    guard case .object(let members) = facts else {
      throw .malformed(type: type, member: "facts")
    }
    var prose: JSONObject?
    if let text {
      guard case .object(let members) = text else {
        throw .malformed(type: type, member: "text")
      }
      prose = members
    }
    let reader = FactReader(type: type, facts: members, text: prose)
    let event = try Event(name: type, reader: reader)
    let imported: Imported? = try reader.fact("imported")
    let late: Bool? = try reader.fact("late")
    let lateReason: String? = try reader.prose("late_reason")
    if imported == nil, late != true, lateReason == nil {
      self = event
    } else {
      self = event.from(
        Provenance(imported: imported, late: late ?? false, lateReason: lateReason))
    }
  }
}
