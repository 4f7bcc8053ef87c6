/// A cluster that is being made: its server runs, its databases are the caller's next step.
///
/// It holds the cluster's lock, so no other process starts, stops or makes one meanwhile. If it
/// goes away without `finish`, as when the process dies, the cluster counts as unfinished.
package struct Initialisation: ~Copyable, Sendable {
  package let cluster: PrivateCluster
  private let lock: FileLock

  init(cluster: PrivateCluster, lock: FileLock) {
    self.cluster = cluster
    self.lock = lock
  }

  /// Declares the cluster usable; to be called last of all.
  package consuming func finish() throws(ClusterError) {
    try Files.write("1\n", to: cluster.layout.initialised, mode: 0o600)
    try Files.remove(cluster.layout.initialising)
  }

  /// Stops the server and removes what was made.
  package consuming func abandon() throws(ClusterError) {
    try cluster.discard()
  }
}
