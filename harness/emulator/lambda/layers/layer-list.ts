import type { LayerVersion } from "./layer-directory.ts";

/** Whether a version says that it is for what a list asks for; one that says nothing is for nothing in particular. */
export function isCompatible(version: LayerVersion, query: ReadonlyMap<string, string>): boolean {
  const runtime = query.get("CompatibleRuntime");
  const architecture = query.get("CompatibleArchitecture");
  return (
    (runtime === undefined || version.compatibleRuntimes?.includes(runtime) === true) &&
    (architecture === undefined || version.compatibleArchitectures?.includes(architecture) === true)
  );
}
