package io.sectorsh.filecoin;

/** Text or bytes that are not a value of the format that they were read as. */
public class MalformedValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem what was read and why it is wrong, on one line
   */
  public MalformedValueException(String problem) {
    super(problem);
  }
}
