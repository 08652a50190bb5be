// Writes damocles' sectors into the repository of a stopped lotus-miner.
@Command(
    description = [
        'Write damocles\' sectors of one miner into the repository of a stopped lotus-miner.',
        '',
        'Without --apply this is a preview: every sector with what would become of it and why, the next sector number, and what ' +
        'lotus has no place for. With it the numbers are protected first, then records are written, checked and swapped in, many at ' +
        'a time. lotus-miner must not run. Sectors that lotus has already are left as they are, unless --override says otherwise; ' +
        'numbers never go back.'],
    footer = [
        '',
        'Examples:',
        '  export metadata --miner t04079 --dest-repo /data/lotusminer',
        '  export metadata --miner t04079 --dest-repo /data/lotusminer --apply',
        '  export metadata --miner t04079 --dest-repo /data/lotusminer --numbers 100-200 --numbers 305',
        '  export metadata --miner t04079 --dest-repo /data/lotusminer --only-next-number --next-number 4321',
        '  export metadata --miner t04079 --dest-repo /data/lotusminer --rollback'])
import io.sectorsh.damocles.sector.SectorState
import io.sectorsh.rows.Rows
import io.sectorsh.scripts.MigrationOptions
import io.sectorsh.scripts.ScriptSystems
import io.sectorsh.scripts.SectorOptions
import io.sectorsh.scripts.export.ExportMetadata
import io.sectorsh.scripts.export.ExportRequest
import io.sectorsh.scripts.export.ExportSource

@Mixin @Field SectorOptions sectors = new SectorOptions()

@Option(names = '--dest-repo', paramLabel = 'DIR', description = 'The stopped lotus-miner\'s repository; the profile\'s if left out.')
@Field String destRepo

@Option(names = '--next-number', paramLabel = 'N',
    description = 'Count N as used, so that lotus goes on with N+1. Has no effect below the highest number in use.')
@Field Long nextNumber

@Option(names = '--only-next-number', description = 'Set the next sector number and write no sector; needs --next-number.')
@Field boolean onlyNextNumber = false

@Option(names = '--override',
    description = 'Also write sectors that lotus has. What damocles does not know of them is kept; --rollback brings the old records back.')
@Field boolean override = false

@Option(names = '--messager', paramLabel = 'API',
    description = 'TOKEN:ADDRESS of the messager, which knows the chain\'s messages behind damocles\' own ids; the one of ' +
        'sector-manager.cfg in the profile\'s damocles home if left out.')
@Field String messager

@Option(names = '--no-chain',
    description = 'Do not ask the node: sectors are taken as damocles has them, and market deals may lack their proposal.')
@Field boolean noChain = false

@Mixin @Field MigrationOptions run = new MigrationOptions()

def systems = new ScriptSystems(profile, lotus, damocles, guard, migrations)
def whose = sectors.miner(profile)
def last = nextNumber == null ? OptionalLong.empty() : OptionalLong.of(nextNumber)
def request = new ExportRequest(
    whose, systems.repo(destRepo, '--dest-repo'), last, onlyNextNumber, sectors.numbers(), override, run.way())

// Setting the number only must also work where damocles is gone.
ExportSource states = () -> onlyNextNumber && !damocles.configured ? Rows.of(SectorState, []) : damocles.sectors

new ExportMetadata(states, systems.chain(noChain, whose), systems.messages(messager), guard, migrations).run(request)
