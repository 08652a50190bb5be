// Brings damocles' sector files into a storage path of lotus-miner.
@Command(
    description = [
        'Move or copy damocles\' sector files of one miner into a storage path of lotus-miner.',
        '',
        'Without --apply this is a preview. All files of a sector go together: sealed and cache, or update and update-cache if it was ' +
        'snapped, and an unsealed copy where there is one. They are checked against size and CommR before and after. Within one file ' +
        'system they are renamed. To another one they are copied, synced and read back, and removed at the source only after the ' +
        'checkpoint that closes the copies. Sectors that are proven now or soon come last. A different file at the destination is a ' +
        'conflict, and never overwritten.',
        '',
        'Where a store holds one miner only, nothing has to be moved: the preview says what to type instead.'],
    footer = [
        '',
        'Examples:',
        '  export files --miner t04079 --dest-path /mnt/lotus-store',
        '  export files --miner t04079 --dest-path /mnt/lotus-store --numbers 70-79 --reserve --apply',
        '  export files --miner t04079 --dest-path /mnt/lotus-store --numbers 70-79 --rollback',
        '  export files --miner t04079 --dest-path /mnt/lotus-store --numbers 70-79 --apply',
        '  export files --miner t04079 --dest-path /mnt/lotus-store --resume    after a stop, a failure, a power cut'])
import io.sectorsh.scripts.MigrationOptions
import io.sectorsh.scripts.SectorOptions
import io.sectorsh.scripts.files.ExportFiles
import io.sectorsh.scripts.files.FilesRequest

@Mixin @Field SectorOptions sectors = new SectorOptions()

@Option(names = '--dest-path', paramLabel = 'DIR', description = 'The storage path of lotus-miner; it must exist.')
@Field String destPath

@Option(names = '--reserve', description = 'Copy: the files stay in damocles\' stores, too.')
@Field boolean reserve = false

@Option(names = '--no-chain', description = 'Do not ask the node: what is snapped is taken from damocles, and deadlines are not known.')
@Field boolean noChain = false

@Mixin @Field MigrationOptions run = new MigrationOptions()

ExportFiles.of(profile, damocles, lotus, migrations).run(
    FilesRequest.of(profile, sectors, destPath, reserve, noChain, run))
