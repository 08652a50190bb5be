package io.sectorsh.lab;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which room of the lab may know which. */
class RoomRulesTest {
  private static final JavaClasses LAB =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sectorsh.lab");

  @ParameterizedTest(name = "{0} knows only: {1}")
  @CsvSource({
    "transport, transport",
    "population, population",
    "files, population",
    "chain, transport population",
    "lotus, transport population files chain",
    "damocles, transport population files chain",
    "incident, population files chain lotus damocles",
    "scenario, population files",
  })
  void aRoomKnowsOnlyTheRoomsBelowIt(String name, String known) {
    String[] allowed =
        Stream.concat(Stream.of(name), Stream.of(known.split(" ")))
            .map(other -> "io.sectorsh.lab." + other + "..")
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage("io.sectorsh.lab." + name + "..")
        .should()
        .dependOnClassesThat(
            describe(
                "are of another room of the lab",
                other ->
                    JavaClass.Predicates.resideInAPackage("io.sectorsh.lab..").test(other)
                        && !JavaClass.Predicates.resideInAnyPackage(allowed).test(other)))
        .check(LAB);
  }

  @Test
  void noRoomsKnowEachOtherInACircle() {
    slices().matching("io.sectorsh.lab.(*)..").should().beFreeOfCycles().check(LAB);
  }

  @Test
  void everyRoomSaysWhatMayBeNull() {
    classes()
        .should(
            be(
                describe(
                    "in a package marked @NullMarked",
                    type -> type.getPackage().isAnnotatedWith(NullMarked.class))))
        .check(LAB);
  }

  @Test
  void onlyTheLabItselfIsSeenFromTheWhole() {
    classes()
        .that()
        .resideInAPackage("io.sectorsh.lab")
        .and()
        .areTopLevelClasses()
        .and()
        .arePublic()
        .should()
        .haveSimpleName("Lab")
        .check(LAB);
  }
}
