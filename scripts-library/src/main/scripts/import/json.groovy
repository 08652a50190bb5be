// Fills lotus-miner's repository or damocles from a bundle.
@Command(
    description = [
        'Fill damocles, or the repository of a stopped lotus-miner, from a bundle that export json made.',
        '',
        'What the bundle holds of the same system is written as it was; otherwise the other system\'s sectors are converted, as by ' +
        'import and export metadata. A damaged bundle is refused with the line, before anything is changed.'],
    footer = [
        '',
        'Examples:',
        '  import json --miner t04079 --from-path /backup/sectors --to damocles',
        '  import json --miner t04079 --from-path /backup/sectors --to lotus --dest-repo /data/lotusminer',
        '  import json --miner t04079 --from-path /backup/sectors --to lotus --dest-repo /data/lotusminer --apply'])
import io.sectorsh.profile.HomePath
import io.sectorsh.scripts.MigrationOptions
import io.sectorsh.scripts.ScriptSystems
import io.sectorsh.scripts.SectorOptions
import io.sectorsh.scripts.WrongUsageException
import io.sectorsh.scripts.bundle.Bundle
import io.sectorsh.scripts.bundle.BundleSource
import io.sectorsh.scripts.chain.MessageLookup
import io.sectorsh.scripts.export.ExportMetadata
import io.sectorsh.scripts.export.ExportRequest
import io.sectorsh.scripts.importing.ImportMetadata
import io.sectorsh.scripts.importing.ImportRequest

@Mixin @Field SectorOptions sectors = new SectorOptions()

@Option(names = '--from-path', paramLabel = 'DIR', required = true, description = 'The bundle.')
@Field String fromPath

@Option(names = '--to', paramLabel = 'SYSTEM', required = true, description = 'lotus or damocles.')
@Field String to

@Option(names = '--dest-repo', paramLabel = 'DIR',
    description = 'For lotus: the stopped lotus-miner\'s repository; the profile\'s if left out.')
@Field String destRepo

@Option(names = '--override', description = 'Also replace what the system has; --rollback brings it back.')
@Field boolean override = false

@Option(names = '--no-chain', description = 'Do not ask the node.')
@Field boolean noChain = false

@Mixin @Field MigrationOptions run = new MigrationOptions()

if (to !in ['lotus', 'damocles']) {
  throw new WrongUsageException("--to $to is no system".toString(), 'Give lotus or damocles.')
}
if (destRepo && to != 'lotus') {
  throw new WrongUsageException('--dest-repo does not go with --to damocles', 'Leave it out, or give --to lotus.')
}
def systems = new ScriptSystems(profile, lotus, damocles, guard, migrations)
def whose = sectors.miner(profile)
def source = new BundleSource(Bundle.open(HomePath.ofUser().read(fromPath, '--from-path')))
def chain = systems.chain(noChain, whose)
if (to == 'damocles') {
  return new ImportMetadata(damocles, chain, guard, migrations)
      .run(source.forDamocles(), new ImportRequest(whose, sectors.numbers(), override, run.way()))
}
def request = new ExportRequest(
    whose, systems.repo(destRepo, '--dest-repo'), OptionalLong.empty(), false, sectors.numbers(), override, run.way())
new ExportMetadata(source.forLotus(), chain, MessageLookup.NONE, guard, migrations).run(request)
