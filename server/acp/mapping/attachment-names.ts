/** Longest name, in UTF-16 units: a file system takes it, whatever it is written in. */
const NAME_UNITS = 80;

/** Names for the attachments of one prompt: of one part, visible, and no two alike, whatever the client called them. */
export class AttachmentNames {
  readonly #taken = new Set<string>();

  /**
   * A name that no attachment has yet.
   *
   * @param uri what the client calls it, for instance its address; its last part becomes the name
   * @param mimeType what a name is made of where there is none
   */
  take(uri: string | null | undefined, mimeType: string): string {
    const name = safeName(lastPart(uri ?? "")) || nameOf(mimeType);
    const dot = name.lastIndexOf(".");
    const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
    let free = name;
    for (let number = 2; this.#taken.has(free.toLowerCase()); number++) free = `${stem}-${number}${extension}`;
    this.#taken.add(free.toLowerCase());
    return free;
  }
}

/** The last part of a path or URI, without query and fragment, its escapes resolved where they are escapes of UTF-8. */
function lastPart(uri: string): string {
  const parts = uri.replace(/[?#].*$/s, "").split(/[\\/]/);
  const last = parts.findLast((part) => part !== "") ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** No folders, nothing hidden, nothing that a terminal would act on; empty when nothing is left that has a meaning. */
function safeName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{M}\p{N}._ -]/gu, "_").replace(/^[. ]+/, "");
  const short = plain.slice(-NAME_UNITS).toWellFormed().replaceAll("\uFFFD", "").trim();
  return /[\p{L}\p{N}]/u.test(short) ? short : "";
}

/** For instance `image.png` for `image/png`. */
function nameOf(mimeType: string): string {
  const [type = "", subtype = ""] = mimeType.toLowerCase().split(";", 1).join("").split("/");
  const extension = /^(?:x-)?([a-z0-9]{1,10})/.exec(subtype)?.[1];
  const stem = /^[a-z]{1,20}$/.test(type) && type !== "application" ? type : "file";
  return extension === undefined ? stem : `${stem}.${extension}`;
}
