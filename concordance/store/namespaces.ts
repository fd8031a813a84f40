/** Whether a prefix covers a namespace. It does so by segments: "a/b" covers "a/b" and "a/b/c", and not "a/bc". */
export function coversNamespace(prefix: string, namespace: string): boolean {
  return namespace.startsWith(prefix) && (namespace.length === prefix.length || namespace[prefix.length] === "/");
}
