const REDACTED = "[redacted]";
/** What is looked at of a text, in UTF-16 units: an expression that matches megabytes runs out of stack. */
export const LOOKED_AT = 64 * 1024;

/** What is known by its first letters: JSON Web Tokens, and the keys that services hand out. */
const TOKENS = [
  String.raw`eyJ[\w-]{5,}(?:\.[\w-]+)*`,
  String.raw`(?:sk|pk|rk|gh[oprsu]|xox[a-z]|xapp|gl(?:pat|ptt|dt|rt|cbt|ft|soat))[-_][\w-]{8,}`,
  String.raw`github_pat_\w{8,}`,
  // "npm_config_registry" is none.
  String.raw`(?:npm|hf)_[A-Za-z0-9]{16,}\w*`,
  String.raw`AIza[\w-]{8,}`,
  String.raw`A[KS]IA[A-Z0-9]{12,}\w*`,
  String.raw`(?:ya29|hv[bs])\.[\w.-]{8,}`,
];
const TOKEN = new RegExp(`(?<![A-Za-z0-9])(?:${TOKENS.join("|")})`, "g");

/** The last words of a name whose value is a secret: `OPENAI_API_KEY`, `db-password`, `accessToken`. */
const KEY = "(?:api|access|secret|private|account|master|signing|encryption)[_ -]?key(?:[_-]?id)?";
const NAME = `(?:pass(?:word|wd|phrase)|pwd|secret|token|credentials?|_auth|${KEY})`;
/** Between name and value; the name may be quoted, within a text that is quoted itself. */
const SEPARATOR = String.raw`[\\"'\x60]{0,4}[ \t]*[:=][:=> \t]*`;
const QUOTED = String.raw`(\\{0,3}["'\x60])(?:(?!\2)(?:\\.|[^\r\n]))+`;
const UNQUOTED = String.raw`(?:(?:bearer|basic|token)[ \t]+)?\\{0,3}[^\s\\"'\x60&;:=>][^\s"'\x60&;]*`;
/** `password=…`, `"token": "…"`, `--api-key …`. */
const PAIR = new RegExp(String.raw`((?:${NAME}${SEPARATOR})+|--(?:\w{1,20}-){0,3}${NAME}[ \t]+)(?:${QUOTED}|${UNQUOTED})`, "gi");
/** Headers whose value may have several words: all of the line goes. */
const HEADER = new RegExp(String.raw`((?:authorization|cookie)${SEPARATOR})(\\{0,3}["'\x60])?\\{0,3}[^\s\\"'\x60:=>][^\r\n"'\x60]*`, "gi");

/**
 * What RFC 9110 section 11.2 calls `token68`, behind a scheme. It is looked for from its own place, not from the scheme's,
 * so that one word may be both.
 */
const CREDENTIAL = /(?=[\w.~+/-])(?<=\b(bearer|basic)[ \t]+)[\w.~+/-]+=*/gi;

/** A password with `/`, `?` or `#` in it, which belongs into no URL but stands in many. A port is none. */
const LOOSE_USER_INFO = /(?<=:\/\/)[^\s:/@"'`<>[\]]{0,200}:(?!\d+[/?#])[^\s"'`<>]{1,200}@/g;
const USER_INFO = /(?<=:\/\/)[^\s/?#"'`<>[\]]+@/g;

const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}-----|$)/g;

/** Something of this stands in every text that any of the expressions above matches, also if the text is written as JSON. */
const HINT = new RegExp(`://|${NAME}|authorization|cookie|bearer|basic|PRIVATE KEY|${TOKENS.join("|")}`, "i");

/** Whether a look at a text is worth while: few hold a secret, and this is quick to say of the others. */
export function mayHoldSecrets(text: string): boolean {
  return HINT.test(text);
}

/**
 * A text without what looks like a secret: tokens, keys, passwords. Whatever stands in the log or in an error and did not
 * come from this program passes it. Of a very long text only the beginning is left. Never throws, and takes time in
 * proportion to the length of the text: no expression reads on for long in vain.
 */
export function withoutSecrets(text: string): string {
  return beginningOf(text)
    .replace(PRIVATE_KEY, REDACTED)
    .replace(LOOSE_USER_INFO, `${REDACTED}@`)
    .replace(USER_INFO, `${REDACTED}@`)
    .replace(HEADER, (_match, header: string, quote = "") => `${header}${quote}${REDACTED}`)
    .replace(PAIR, (_match, name: string, quote = "") => `${name}${quote}${REDACTED}`)
    .replace(CREDENTIAL, (word, scheme: string) => (isCredential(scheme, word) ? REDACTED : word))
    .replace(TOKEN, REDACTED);
}

function beginningOf(text: string): string {
  return text.length <= LOOKED_AT ? text : `${text.slice(0, LOOKED_AT)}…`;
}

/** Whether what follows "Bearer" or "Basic" is one, not the next word of a sentence. */
function isCredential(scheme: string, word: string): boolean {
  if (scheme === "Bearer" || /[\d=]/.test(word)) return true;
  // A user, a colon and a password.
  return scheme.toLowerCase() === "basic" && Buffer.from(word, "base64").includes(":");
}
