// Lists the stores of lotus and damocles.
@Command(
    description = [
        'List the directories where lotus and damocles keep sector files, with their room.',
        '',
        'A directory that both systems have is one line. With --strays: entries among the sector files that lotus would stumble over.'],
    footer = [
        '',
        'Examples:',
        '  storage',
        '  storage --strays',
        '  storage --find 70'])

@Option(names = '--strays', description = 'List names among the sector files that are none, and what each of them does to lotus.')
@Field boolean strays = false

@Option(names = '--find', paramLabel = 'NUMBER', description = 'List where the files of this sector are.')
@Field Long find

if (strays && find != null) {
  throw new io.sectorsh.scripts.WrongUsageException('--strays and --find exclude each other', 'Give one of them.')
}
strays ? stores.strays : find != null ? stores.find(find) : stores.all
