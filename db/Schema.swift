import FoundationEssentials

/// The SQL that makes a ledger, found beside the program.
public enum Schema {
  /// A numbered script, applied once and in order.
  public struct Migration: Sendable, Hashable {
    public let number: Int
    public let name: String
    /// The script's exact bytes, which the checksum covers.
    public let bytes: [UInt8]
  }

  /// The script of one projection, which may be applied again at will.
  public struct Projection: Sendable, Hashable {
    public let name: String
    public let bytes: [UInt8]
  }

  /// The SQL files are not where a program of ringi looks for them.
  public struct Missing: Error, CustomStringConvertible {
    public let searched: [String]

    public var description: String {
      "The SQL files of ringi were found in none of: " + searched.joined(separator: ", ")
    }
  }

  /// Returns the migrations, ordered by number from 1 without gaps.
  public static func migrations() throws -> [Migration] {
    try scripts(in: "migrations").enumerated().map { index, script in
      let number = Int(script.name.prefix { $0.isASCII && $0.isNumber })
      // Two of one number, or a gap, is a mistake of ours that must not reach a ledger.
      guard number == index + 1 else {
        throw Missing(searched: ["migration \(index + 1), where \(script.name).sql stands"])
      }
      return Migration(number: index + 1, name: script.name, bytes: script.bytes)
    }
  }

  /// Returns the projections, ordered by name.
  public static func projections() throws -> [Projection] {
    try scripts(in: "projections").map(Projection.init(name:bytes:))
  }

  /// Returns the script that makes the cluster's roles.
  public static func roles() throws -> [UInt8] { try bytes(of: "roles.sql", in: folder()) }

  /// Returns the script that closes a database, run by a superuser.
  public static func fence() throws -> [UInt8] { try bytes(of: "fence.sql", in: folder()) }
}

extension Schema {
  private static func scripts(in subfolder: String) throws -> [(name: String, bytes: [UInt8])] {
    let path = try folder() + "/" + subfolder
    return try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { $0.hasSuffix(".sql") }
      .sorted()
      .map { (String($0.dropLast(4)), try bytes(of: $0, in: path)) }
  }

  private static func bytes(of file: String, in folder: String) throws -> [UInt8] {
    let path = folder + "/" + file
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Missing(searched: [path])
    }
    return [UInt8](data)
  }

  /// Looks beside the program, then where an installation keeps its files.
  private static func folder() throws -> String {
    let beside = try programFolder()
    let places = [beside + "/ringi_Schema.resources", beside + "/../share/ringi"]
    guard let place = places.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      throw Missing(searched: places)
    }
    return place
  }

  private static func programFolder() throws -> String {
    let link = "/proc/self/exe"
    let path = try FileManager.default.destinationOfSymbolicLink(atPath: link)
    guard let slash = path.lastIndex(of: "/") else { throw Missing(searched: [path]) }
    return String(path[..<slash])
  }
}
