package io.sectorsh.errors;

/**
 * Every kind of failure that a user can meet, with what usually causes it.
 *
 * <p>The codes are stable: scripts may match on {@link #text()}.
 */
public enum ErrorCode {
  /** A path that should be a repository, store or file of a known kind is not. */
  NOT_A_REPO("the path is not what it was taken for, or lies one directory above or below"),
  /** A file or directory is missing. */
  NOT_FOUND("it was never there, was moved, or the name is mistyped"),
  /** The operating system denies access. */
  NO_PERMISSION(
      "this user may not read or write there; lotus and damocles files often belong to another user"),
  /** Bytes that do not have the form that they should have. */
  DAMAGED("a full disk, a killed process or a failing disk left it incomplete or changed"),
  /** Reading or writing failed below us. */
  IO_FAILED("the disk, the network mount or the file system reported an error"),
  /** A program holds the thing that we need. */
  IN_USE("another process has it open"),
  /** Nothing answers at an endpoint. */
  UNREACHABLE("the daemon is down, listens elsewhere, or a firewall is in between"),
  /** The other side stopped in the middle, or took too long. */
  INTERRUPTED_ANSWER("the daemon died or hangs, or something between cut the connection"),
  /** A token was refused or lacks a permission. */
  NOT_AUTHORIZED("the token is missing, of another node, or lacks the permission"),
  /** The other side answered something that it should not. */
  BAD_ANSWER("the address belongs to another service, or the version is not known here"),
  /** The other side refused the call. */
  REJECTED("the daemon's own check failed; its words follow"),
  /** A value that the user typed cannot be understood. */
  BAD_VALUE("a typing mistake, or a value of another kind"),
  /** Something needed is not configured. */
  NOT_CONFIGURED("no profile, environment variable or flag names it"),
  /** Something else is where a thing should go, or it is not as it was when the plan was made. */
  CONFLICT("somebody changed it meanwhile, or another sector's or run's files lie there"),
  /** A file system or quota is full. */
  NO_SPACE("the disk is full, or this user's quota is used up"),
  /** Somebody stopped the work. */
  STOPPED("Ctrl-C, or a stop from another shell"),
  /** A guard of ours refuses, since the change could hurt. */
  REFUSED("a rule that protects sectors forbids it as things stand"),
  /** The world is not as a plan saw it. */
  STALE("somebody or something changed the systems after the plan was made");

  private final String likelyCause;

  ErrorCode(String likelyCause) {
    this.likelyCause = likelyCause;
  }

  /** The code as shown and documented, such as {@code not-a-repo}. */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** What is usually behind it, as half a sentence. */
  public String likelyCause() {
    return likelyCause;
  }
}
