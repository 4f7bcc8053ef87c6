import Glibc

/// The few file operations the cluster needs, with errors that name the path.
enum Files {
  struct Information {
    let mode: UInt32
    let uid: UInt32
    let device: UInt64
    let inode: UInt64

    init(_ raw: stat) {
      mode = raw.st_mode
      uid = raw.st_uid
      device = UInt64(raw.st_dev)
      inode = UInt64(raw.st_ino)
    }

    var isDirectory: Bool { mode & S_IFMT == S_IFDIR }
    var isSocket: Bool { mode & S_IFMT == S_IFSOCK }
    var permissions: UInt32 { mode & 0o7777 }
  }

  struct Owner {
    let uid: UInt32
    let gid: UInt32
  }

  /// The entry itself (a symbolic link is not followed), nil if there is none.
  static func information(_ path: String) throws(ClusterError) -> Information? {
    var raw = stat()
    if lstat(path, &raw) == 0 { return Information(raw) }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw .system(errno, "look at", path)
  }

  /// What the path leads to, nil if that cannot be seen for whatever reason.
  static func target(_ path: String) -> Information? {
    var raw = stat()
    return stat(path, &raw) == 0 ? Information(raw) : nil
  }

  static func exists(_ path: String) throws(ClusterError) -> Bool {
    try information(path) != nil
  }

  /// The file's text, nil if there is none; our own files are never symbolic links.
  static func read(
    _ path: String, followingLinks: Bool = false
  ) throws(ClusterError) -> String? {
    let flags = O_RDONLY | O_CLOEXEC | (followingLinks ? 0 : O_NOFOLLOW)
    let descriptor = open(path, flags)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .system(errno, "read", path)
    }
    defer { close(descriptor) }
    guard let bytes = drain(descriptor) else { throw .system(errno, "read", path) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Everything that can be read now (to the end of a file; what a pipe holds), nil on an error.
  static func drain(_ descriptor: Int32) -> [UInt8]? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16384)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<count]
      } else if count == 0 || errno == EAGAIN {
        return bytes
      } else if errno != EINTR {
        return nil
      }
    }
  }

  /// Replaces a file so that a reader, and a crash, sees the old text or the new, never a part.
  static func write(
    _ text: String, to path: String, mode: UInt32, owner: Owner? = nil
  ) throws(ClusterError) {
    try write(bytes: Array(text.utf8), to: path, mode: mode, owner: owner)
  }

  /// As above. Without `syncs` the caller makes many files durable at once, with ``syncAll()``.
  static func write(
    bytes: [UInt8], to path: String, mode: UInt32, owner: Owner? = nil, syncs: Bool = true
  ) throws(ClusterError) {
    let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let descriptor = open(temporary, flags, 0o600)
    guard descriptor >= 0 else { throw .system(errno, "write", path) }
    var failure: Int32 = 0
    if !put(bytes, descriptor) { failure = errno }
    if failure == 0, let owner, fchown(descriptor, owner.uid, owner.gid) != 0 { failure = errno }
    if failure == 0, fchmod(descriptor, mode) != 0 { failure = errno }
    if failure == 0, syncs, fsync(descriptor) != 0 { failure = errno }
    if close(descriptor) != 0, failure == 0 { failure = errno }
    if failure == 0, rename(temporary, path) != 0 { failure = errno }
    guard failure == 0 else {
      unlink(temporary)
      throw .system(failure, "write", path)
    }
    if syncs { syncDirectory(of: path) }
  }

  /// Makes everything that was written without syncing durable, and waits for it.
  static func syncAll() { sync() }

  /// The file's bytes, nil if there is none.
  static func bytes(_ path: String) throws(ClusterError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .system(errno, "read", path)
    }
    defer { close(descriptor) }
    guard let bytes = drain(descriptor) else { throw .system(errno, "read", path) }
    return bytes
  }

  static func put(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Removes a file; none there is fine.
  static func remove(_ path: String) throws(ClusterError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw .system(errno, "remove", path) }
    syncDirectory(of: path)
  }

  /// Makes a directory and whatever parents it lacks; what exists is left exactly as it is.
  static func makeDirectory(
    _ path: String, mode: UInt32, parentMode: UInt32, owner: Owner? = nil
  ) throws(ClusterError) {
    if target(path)?.isDirectory == true { return }
    let parent = self.parent(of: path)
    if parent != path {
      try makeDirectory(parent, mode: parentMode, parentMode: parentMode)
    }
    guard mkdir(path, 0o700) == 0 else {
      if errno == EEXIST, target(path)?.isDirectory == true { return }
      throw .system(errno, "make the directory", path)
    }
    if let owner, chown(path, owner.uid, owner.gid) != 0 {
      throw .system(errno, "give away", path)
    }
    guard chmod(path, mode) == 0 else { throw .system(errno, "set the mode of", path) }
  }

  /// The names in a directory but for hidden ones; none if it cannot be read.
  static func entries(of folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names.filter { !$0.hasPrefix(".") }
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  /// Bytes an ordinary user may still write at the path or its nearest existing parent.
  static func freeBytes(at path: String) -> UInt64? {
    var path = path
    while true {
      var raw = statvfs()
      if statvfs(path, &raw) == 0 { return UInt64(raw.f_bavail) * UInt64(raw.f_frsize) }
      if path == "/" { return nil }
      path = parent(of: path)
    }
  }

  private static func syncDirectory(of path: String) {
    let descriptor = open(parent(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
