package io.sectorsh.shell.script;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Puts picocli's {@code @Command} on the class of a script, since a script file has no class
 * declaration to write it at: it stands before an import or a declaration.
 */
final class CommandAnnotation extends CompilationCustomizer {
  CommandAnnotation() {
    super(CompilePhase.CONVERSION);
  }

  @Override
  public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
    if (!type.isScript()) {
      return;
    }
    for (AnnotatedNode place : places(source.getAST())) {
      for (AnnotationNode annotation : List.copyOf(place.getAnnotations())) {
        if (isCommand(annotation)) {
          type.addAnnotation(annotation);
          place.getAnnotations().remove(annotation);
        }
      }
    }
  }

  private static List<AnnotatedNode> places(ModuleNode module) {
    List<AnnotatedNode> places = new ArrayList<>(module.getImports());
    places.addAll(module.getStarImports());
    places.addAll(module.getStaticImports().values());
    places.addAll(module.getStaticStarImports().values());
    if (module.getPackage() != null) {
      places.add(module.getPackage());
    }
    for (Statement statement : module.getStatementBlock().getStatements()) {
      if (statement instanceof ExpressionStatement line
          && line.getExpression() instanceof DeclarationExpression declaration) {
        places.add(declaration);
      }
    }
    return places;
  }

  private static boolean isCommand(AnnotationNode annotation) {
    String name = annotation.getClassNode().getName();
    return name.equals("Command") || name.endsWith(".Command") || name.endsWith("$Command");
  }
}
