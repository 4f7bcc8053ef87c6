public import Deliberation
import FoundationEssentials
import Synchronization

/// Time zones as the system's tzdata gives them, read once a process.
public enum Zones {
  private static let cache = Mutex<[String: TimeZoneRules]>([:])

  /// - Throws: `time.zone_unknown`; never a silent GMT.
  public static func rules(_ name: String) throws -> TimeZoneRules {
    if let known = cache.withLock({ $0[name] }) { return known }
    let unknown = WorkflowError(
      "time.zone_unknown", "There is no time zone '\(name)'.",
      hint: "Use an IANA name such as Asia/Tokyo or America/New_York (Debian: package tzdata).")
    // A name is a path below the database: nothing that climbs out of it.
    let legal = name.utf8.allSatisfy { byte in
      (0x61...0x7a).contains(byte | 0x20) || (0x30...0x39).contains(byte)
        || "_+-/".utf8.contains(byte)
    }
    // tzdata's folder holds other things beside zones: other clocks of the same zones, defaults.
    let strange = ["posix/", "right/", "posixrules", "localtime", "Factory"]
    guard !name.isEmpty, legal, !strange.contains(where: name.hasPrefix),
      name.utf8.first != UInt8(ascii: "/")
    else { throw unknown }
    for folder in ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo"] {
      guard let data = try? Data(contentsOf: URL(filePath: "\(folder)/\(name)")),
        data.starts(with: "TZif".utf8)
      else { continue }
      let rules = try TimeZoneRules(name: name, tzif: Array(data))
      cache.withLock { $0[name] = rules }
      return rules
    }
    throw unknown
  }

  /// The zones of the forum's capitals that this system knows, by name.
  static func known() throws -> [String: TimeZoneRules] {
    for name in ["America/New_York", "Asia/Tokyo", "UTC"] { _ = try rules(name) }
    return cache.withLock { $0 }
  }
}
