import Deliberation
import Glibc

/// The lines that were put aside, written beside the source: all of them or the file is not there.
struct RejectedFile {
  let path: String
  private(set) var count = 0
  private var descriptor: Descriptor?
  private let temporary: String

  init(path: String) {
    self.path = path
    temporary = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max)).part"
  }

  mutating func add(_ line: RejectedLine) throws {
    let file: Descriptor
    if let descriptor {
      file = descriptor
    } else {
      let number = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
      guard number >= 0 else {
        throw WorkflowError(
          "import.rejected_file",
          "Lines were put aside, and \(path) cannot be written: \(String(cString: strerror(errno))).",
          hint:
            "Copy the source to a folder that you can write to and import it from there: what is imported already stays and is not imported twice."
        )
      }
      file = Descriptor(number)
      descriptor = file
    }
    var bytes = Array(line.json.text.utf8)
    bytes.append(0x0a)
    try bytes.withUnsafeBytes { try file.write($0, to: path) }
    count += 1
  }

  /// Puts the file in place; where nothing was put aside, what an earlier import of this name left
  /// is removed.
  mutating func finish() throws {
    guard let file = descriptor else {
      unlink(path)
      return
    }
    guard fsync(file.number) == 0, rename(temporary, path) == 0 else {
      throw WorkflowError.file("write", path)
    }
    descriptor = nil
  }

  /// Gives up what was written so far.
  mutating func discard() {
    guard descriptor != nil else { return }
    unlink(temporary)
    descriptor = nil
  }
}
