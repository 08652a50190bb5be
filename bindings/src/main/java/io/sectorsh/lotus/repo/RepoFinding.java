package io.sectorsh.lotus.repo;

import io.sectorsh.leveldb.Damage;

/**
 * One thing that is wrong in a repository.
 *
 * @param problem what kind of thing
 * @param where the file of the database, or the key
 * @param offset where in the file, in bytes; 0 for a key
 * @param length how many bytes are damaged; 0 for a key or if that cannot be told
 * @param what how it shows
 * @param keys of which keys records may be lost or old; empty if of none
 */
public record RepoFinding(
    RepoProblem problem, String where, long offset, long length, String what, String keys) {

  static RepoFinding of(Damage damage) {
    return new RepoFinding(
        RepoProblem.FILE_DAMAGED,
        damage.file(),
        damage.offset(),
        damage.length(),
        damage.what(),
        damage.keys().map(Object::toString).orElse(""));
  }

  static RepoFinding of(RepoProblem problem, String key, String what) {
    return new RepoFinding(problem, key, 0, 0, what, "");
  }
}
