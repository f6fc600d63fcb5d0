export type FunctionArchitecture = "x86_64" | "arm64";

/** Lambda's word for a processor that Docker, Node.js or the kernel names; undefined when Lambda has none. */
export function functionArchitecture(name: string): FunctionArchitecture | undefined {
  if (["amd64", "x86_64", "x64"].includes(name)) return "x86_64";
  if (["arm64", "aarch64"].includes(name)) return "arm64";
  return undefined;
}
