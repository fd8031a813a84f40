/** Word characters, accented Latin letters among them. Scripts that put no spaces between words are not: a path may follow. */
const WORD = String.raw`[\w\u00c0-\u024f]`;
/** What a path is made of. Brackets, bars and colons stand around paths more often than within. */
const PART = String.raw`[^\s"'\x60<>()[\]{}|:]`;
/** The same without the marks that end a sentence. */
const LAST = String.raw`[^\s"'\x60<>()[\]{}|:.,;!?*…]`;
const REST = `(?:${PART}*${LAST})?`;

/** Behind a word it separates ("and/or"), behind a dot it goes on from there ("./here", "../there"). */
const ROOT = String.raw`(?<!${WORD}|/)(?<!(?:^|[^\w.])\.{1,2})/+[\p{L}\p{N}_.@~$-]`;
const HOME = String.raw`(?<!${WORD})~(?:[A-Za-z_][\w.-]*)?[\\/]`;
const DRIVE = String.raw`(?<![A-Za-z0-9])[A-Za-z]:[\\/]`;
/** Folders of Windows have spaces in their names: a word belongs to the path if a backslash comes soon. */
const WINDOWS_REST = String.raw`(?:(?:[^\s"'\x60<>|]| (?=(?:[^\s\\/:]+ ){0,2}[^\s\\/:]+\\))*[^\s"'\x60<>|.,;:!?*)\]}…])?`;

const URL_ELSEWHERE = String.raw`(?<=[\w\]])://(?:\[[\da-fA-F:.]+\]|[\p{L}\p{N}_%.~@-])[^\s"'\x60<>()[\]{}|,;]*`;
const FILE_URL = String.raw`(?<!\w)[Ff][Ii][Ll][Ee]:/+[^\s"'\x60<>()]+`;
/** In quotes a path may have spaces. */
const QUOTED = String.raw`(?<=(?<quote>["'\x60]))(?:${ROOT}|${HOME}|${DRIVE})(?:(?!\k<quote>)[^\r\n])*(?=\k<quote>)`;

const PATHS = new RegExp(`(?<url>${URL_ELSEWHERE})|${FILE_URL}|${QUOTED}|${ROOT}${REST}|${HOME}${REST}|${DRIVE}${WINDOWS_REST}`, "gu");

/**
 * A text without absolute paths of any machine. Relative ones stay, and so do the paths of URLs that lead to a host.
 * Takes time in proportion to the length of the text.
 */
export function withoutPaths(text: string): string {
  return text.replace(PATHS, (match, ...rest) => ((rest.at(-1) as { url?: string }).url === undefined ? "[path]" : match));
}
