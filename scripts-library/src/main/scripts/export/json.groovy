// Writes sectors of lotus-miner and damocles into a neutral bundle.
@Command(
    description = [
        'Write sectors of lotus-miner, of damocles or of both into a bundle that either can be filled from.',
        '',
        'A bundle is a directory with sectors.jsonl (one JSON object a line, with every member that the system has, and a checksum) ' +
        'and manifest.json. No system is changed; the bundle is whole or not there. --rollback removes it.'],
    footer = [
        '',
        'Examples:',
        '  export json --miner t04079 --dest-path /backup/sectors',
        '  export json --miner t04079 --dest-path /backup/sectors --from damocles --apply',
        '  export json --miner t04079 --dest-path /backup/lotus --from lotus --repo /data/lotusminer --numbers 0-20 --apply',
        '  export json --miner t04079 --dest-path /backup/lotus --rollback'])
import io.sectorsh.profile.HomePath
import io.sectorsh.scripts.MigrationOptions
import io.sectorsh.scripts.ScriptSystems
import io.sectorsh.scripts.SectorOptions
import io.sectorsh.scripts.WrongUsageException
import io.sectorsh.scripts.bundle.ExportBundle
import io.sectorsh.scripts.importing.ApiSource
import io.sectorsh.scripts.importing.RepoSource
import java.util.function.Supplier

@Mixin @Field SectorOptions sectors = new SectorOptions()

@Option(names = '--dest-path', paramLabel = 'DIR', required = true, description = 'The bundle; must not exist.')
@Field String destPath

@Option(names = '--from', paramLabel = 'SYSTEM', description = 'lotus or damocles; both if left out.')
@Field List<String> from

@Option(names = '--repo', paramLabel = 'DIR',
    description = 'lotus-miner\'s repository, which holds more than its API tells; the profile\'s if left out, else the API.')
@Field String repo

@Mixin @Field MigrationOptions run = new MigrationOptions()

def systems = new ScriptSystems(profile, lotus, damocles, guard, migrations)
def wrong = (from ?: []).find { !(it in ['lotus', 'damocles']) }
if (wrong) {
  throw new WrongUsageException("--from $wrong is no system".toString(), 'Give lotus or damocles.')
}
def ofLotus = !from || 'lotus' in from
def source = { ->
  repo || profile.lotusMinerRepo().present
      ? new RepoSource(lotus.repo(systems.repo(repo, '--repo')))
      : new ApiSource(lotus.miner, sectors.numbers())
}
def bundle = new ExportBundle(
    ofLotus ? Optional.of(source()) : Optional.empty(),
    !from || 'damocles' in from ? Optional.of({ damocles.sectors } as Supplier) : Optional.empty())

bundle.run(sectors.miner(profile), HomePath.ofUser().read(destPath, '--dest-path'), sectors.numbers(), run.way())
