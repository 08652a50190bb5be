package io.sectorsh.shell.groovy;

import io.sectorsh.shell.engine.LineStop;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.TryCatchStatement;

/** Has code look between its statements whether it was told to stop, in closures and loops too. */
final class StopChecks extends CodeVisitorSupport {
  @Override
  public void visitBlockStatement(BlockStatement block) {
    super.visitBlockStatement(block);
    List<Statement> statements = block.getStatements();
    List<Statement> checked = new ArrayList<>();
    for (Statement statement : statements) {
      if (!checked.isEmpty()) {
        checked.add(check());
      }
      checked.add(statement);
    }
    statements.clear();
    statements.addAll(checked);
  }

  /** What tidies up runs to its end. */
  @Override
  public void visitTryCatchFinally(TryCatchStatement statement) {
    statement.getTryStatement().visit(this);
  }

  private static Statement check() {
    return new ExpressionStatement(
        new MethodCallExpression(
            new ClassExpression(ClassHelper.make(LineStop.class)),
            "check",
            ArgumentListExpression.EMPTY_ARGUMENTS));
  }
}
