import Glibc

/// An entry of the machine's user database.
struct OperatingSystemUser: Sendable, Equatable {
  let name: String
  let uid: UInt32
  let gid: UInt32
  let home: String

  /// Whoever runs this process, nil for a number without an entry (as in some containers).
  static var current: OperatingSystemUser? { lookUp { getpwuid_r(geteuid(), $0, $1, $2, $3) } }

  static func named(_ name: String) -> OperatingSystemUser? {
    lookUp { getpwnam_r(name, $0, $1, $2, $3) }
  }

  static func numbered(_ uid: UInt32) -> OperatingSystemUser? {
    lookUp { getpwuid_r(uid, $0, $1, $2, $3) }
  }

  private typealias Reader = (
    UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
    UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
  ) -> Int32

  private static func lookUp(_ read: Reader) -> OperatingSystemUser? {
    var size = 1024
    while size <= 1 << 20 {
      var entry = passwd()
      var found: UnsafeMutablePointer<passwd>?
      let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: size)
      defer { buffer.deallocate() }
      let status = read(&entry, buffer, size, &found)
      if status == ERANGE {
        size *= 4
        continue
      }
      guard status == 0, found != nil, let name = entry.pw_name else { return nil }
      return OperatingSystemUser(
        name: String(cString: name), uid: entry.pw_uid, gid: entry.pw_gid,
        home: entry.pw_dir.map { String(cString: $0) } ?? "")
    }
    return nil
  }
}
