package io.sectorsh.shell.groovy;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ImportNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.syntax.Types;
import org.jspecify.annotations.Nullable;

/**
 * What makes a line at the prompt differ from a script file: its variables and imports outlive it.
 */
final class LineRules extends CompilationCustomizer {
  private final List<ImportNode> kept = new ArrayList<>();
  private List<ImportNode> seen = List.of();
  private boolean endsInAssignment;

  LineRules() {
    super(CompilePhase.CONVERSION);
  }

  /** Forgets what was noted of the line before. */
  void startLine() {
    seen = List.of();
    endsInAssignment = false;
  }

  /** Takes over the imports of a line that compiled. */
  void keepImports() {
    kept.addAll(seen);
    seen = List.of();
  }

  /** Whether the last statement of the line puts something into a variable. */
  boolean endsInAssignment() {
    return endsInAssignment;
  }

  @Override
  public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
    if (!type.isScript()) {
      return;
    }
    ModuleNode module = source.getAST();
    seen = importsOf(module);
    kept.forEach(line -> addTo(module, line));
    List<Statement> statements = module.getStatementBlock().getStatements();
    ListIterator<Statement> each = statements.listIterator();
    while (each.hasNext()) {
      each.set(withoutDeclaration(each.next()));
    }
    endsInAssignment = !statements.isEmpty() && isAssignment(statements.get(statements.size() - 1));
    StopChecks checks = new StopChecks();
    checks.visitBlockStatement(module.getStatementBlock());
    module.getMethods().forEach(function -> function.getCode().visit(checks));
  }

  private static List<ImportNode> importsOf(ModuleNode module) {
    List<ImportNode> all = new ArrayList<>(module.getImports());
    all.addAll(module.getStarImports());
    all.addAll(module.getStaticImports().values());
    all.addAll(module.getStaticStarImports().values());
    return all;
  }

  private static void addTo(ModuleNode module, ImportNode line) {
    if (line.isStar() && line.isStatic()) {
      module.addStaticStarImport(line.getClassName(), fresh(line));
    } else if (line.isStar()) {
      module.addStarImport(line.getPackageName());
    } else if (line.isStatic()) {
      if (!module.getStaticImports().containsKey(line.getAlias())) {
        module.addStaticImport(fresh(line), line.getFieldName(), line.getAlias());
      }
    } else if (module.getImport(line.getAlias()) == null) {
      module.addImport(line.getAlias(), fresh(line));
    }
  }

  private static ClassNode fresh(ImportNode line) {
    return ClassHelper.makeWithoutCaching(line.getClassName());
  }

  private static Statement withoutDeclaration(Statement statement) {
    if (statement instanceof ExpressionStatement line
        && line.getExpression() instanceof DeclarationExpression declaration
        && declaration.getAnnotations().isEmpty()) {
      ExpressionStatement assignment = new ExpressionStatement(assignment(declaration));
      assignment.setSourcePosition(statement);
      return assignment;
    }
    return statement;
  }

  private static Expression assignment(DeclarationExpression declaration) {
    Expression value = declaration.getRightExpression();
    Expression target = declaration.getLeftExpression();
    if (target instanceof TupleExpression several) {
      List<Expression> names = new ArrayList<>();
      several.getExpressions().forEach(one -> names.add(undeclared((VariableExpression) one)));
      target = new TupleExpression(names);
    } else {
      ClassNode type = declaration.getVariableExpression().getOriginType();
      value = converted(value, type, declaration.getVariableExpression().isDynamicTyped());
      target = undeclared(declaration.getVariableExpression());
    }
    BinaryExpression made = new BinaryExpression(target, declaration.getOperation(), value);
    made.setSourcePosition(declaration);
    return made;
  }

  private static Expression undeclared(VariableExpression declared) {
    VariableExpression free = new VariableExpression(declared.getName());
    free.setSourcePosition(declared);
    return free;
  }

  private static Expression converted(Expression value, ClassNode type, boolean dynamic) {
    if (value instanceof EmptyExpression) {
      return new ConstantExpression(initial(type));
    }
    return dynamic ? value : new CastExpression(type, value);
  }

  /** What Groovy gives a variable that is declared without a value. */
  private static @Nullable Object initial(ClassNode type) {
    if (!ClassHelper.isPrimitiveType(type)) {
      return null;
    }
    return type.equals(ClassHelper.boolean_TYPE) ? (Object) false : (Object) 0;
  }

  private static boolean isAssignment(Statement statement) {
    return statement instanceof ExpressionStatement line
        && line.getExpression() instanceof BinaryExpression expression
        && expression.getOperation().isA(Types.ASSIGNMENT_OPERATOR);
  }
}
