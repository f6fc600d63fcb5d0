import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { FunctionPlatform } from "./function-platform.ts";

export interface SharpPackage {
  readonly name: string;
  readonly version: string;
}

const manifest = z.object({ version: z.string(), optionalDependencies: z.record(z.string(), z.string()).default({}) });

/** The packages with sharp's native part for a platform, in the versions that the installed sharp wants. */
export function sharpPackages({ architecture }: FunctionPlatform): readonly SharpPackage[] {
  const { optionalDependencies } = readManifest(sharpDirectory());
  const cpu = architecture === "x86_64" ? "x64" : "arm64";
  return [`@img/sharp-linux-${cpu}`, `@img/sharp-libvips-linux-${cpu}`].map((name) => {
    const version = optionalDependencies[name];
    if (version === undefined) throw new Error(`the installed sharp has no native part ${name}`);
    return { name, version };
  });
}

/**
 * The project's own copy of a package in that version, when this machine's platform is like the function's. On macOS,
 * Windows, musl or another processor npm has installed other packages; then undefined.
 */
export function installedDirectory({ name, version }: SharpPackage): string | undefined {
  // npm puts a package's dependencies beside it or into it.
  const places = [join(sharpDirectory(), "..", name), join(sharpDirectory(), "node_modules", name)];
  return places.find((place) => holds(place, version));
}

/** Whether a directory holds that version of a package. */
export function holds(directory: string, version: string): boolean {
  return existsSync(join(directory, "package.json")) && readManifest(directory).version === version;
}

function sharpDirectory(): string {
  return join(dirname(createRequire(import.meta.url).resolve("sharp")), "..");
}

function readManifest(directory: string): z.infer<typeof manifest> {
  return manifest.parse(JSON.parse(readFileSync(join(directory, "package.json"), "utf8")));
}
