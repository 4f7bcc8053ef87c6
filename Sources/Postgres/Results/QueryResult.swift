internal import CLibPQ
internal import Glibc

/// What a statement returned: rows in binary form, the command's tag, and the notices it caused.
///
/// Rows are numbered from 0: `for row in 0..<result.count`.
///
/// The memory belongs to libpq and is freed with the last copy. It is a copyable value around a
/// class, because a pipeline returns an array of results and an array cannot hold a noncopyable
/// type.
public struct QueryResult: Sendable {
  private let handle: ResultHandle
  /// The number of rows.
  public let count: Int
  /// The messages that came with the statement, in order.
  public internal(set) var notices: [PostgresNotice]
  /// The statement, for error messages.
  let sql: String

  init(handle: ResultHandle, sql: String) {
    self.handle = handle
    notices = handle.notices
    self.sql = sql
    count = Int(handle.withPointer { PQntuples($0) })
  }

  public var columnCount: Int { Int(handle.withPointer { PQnfields($0) }) }

  public var columns: [QueryColumn] {
    (0..<columnCount).map { index in QueryColumn(name: name(of: index), type: type(of: index)) }
  }

  /// What the server says it did, such as `INSERT 0 5`.
  public var commandTag: String {
    handle.withPointer { String(cString: PQcmdStatus($0)) }
  }

  /// The number of rows that the statement returned, inserted, updated or deleted.
  public var affectedRows: Int {
    handle.withPointer { Int(String(cString: PQcmdTuples($0))) ?? 0 }
  }

  /// Gives the bytes of a cell without copying them; nil for NULL.
  ///
  /// The span must not outlive the closure, and the compiler sees to it.
  public func withCell<R>(
    _ row: Int, _ column: ColumnReference, _ body: (RawSpan?) throws(PostgresError) -> R
  ) throws(PostgresError) -> R {
    let index = try index(of: column)
    guard row >= 0, row < count else {
      throw PostgresError(.missingRow, "row \(row) of a result of \(count) rows", sql: sql)
    }
    let outcome: Result<R, PostgresError> = handle.withPointer { pointer in
      do throws(PostgresError) {
        let (row, index) = (Int32(row), Int32(index))
        guard PQgetisnull(pointer, row, index) == 0, let value = PQgetvalue(pointer, row, index)
        else {
          return .success(try body(nil))
        }
        let length = Int(PQgetlength(pointer, row, index))
        let bytes = UnsafeRawBufferPointer(start: value, count: length)
        return .success(try body(bytes.bytes))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  /// The position of a column; names are compared exactly, the first of several equal ones wins.
  func index(of column: ColumnReference) throws(PostgresError) -> Int {
    switch column {
    case .index(let index):
      guard index >= 0, index < columnCount else {
        throw PostgresError(
          .missingColumn, "column \(index) of a result of \(columnCount) columns", sql: sql)
      }
      return index
    case .name(let name):
      for index in 0..<columnCount where hasName(name, index) {
        return index
      }
      throw PostgresError(.missingColumn, "the result has no column \"\(name)\"", sql: sql)
    }
  }

  func name(of column: Int) -> String {
    handle.withPointer { PQfname($0, Int32(column)).map { String(cString: $0) } ?? "" }
  }

  func type(of column: Int) -> PostgresType {
    PostgresType(rawValue: handle.withPointer { PQftype($0, Int32(column)) })
  }

  private func hasName(_ name: String, _ column: Int) -> Bool {
    handle.withPointer { pointer in
      guard let actual = PQfname(pointer, Int32(column)) else { return false }
      return name.utf8.elementsEqual(UnsafeRawBufferPointer(start: actual, count: strlen(actual)))
    }
  }
}

/// A column of a result.
public struct QueryColumn: Hashable, Sendable {
  public var name: String
  public var type: PostgresType
}

/// A column, by name or by position counted from 0.
public enum ColumnReference: Hashable, Sendable {
  case name(String)
  case index(Int)
}

extension ColumnReference: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  public init(stringLiteral name: String) {
    self = .name(name)
  }

  public init(integerLiteral index: Int) {
    self = .index(index)
  }
}
