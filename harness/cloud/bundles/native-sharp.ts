import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { withSlashes } from "../../support/with-slashes.ts";
import { type Fetching, fetchSharp } from "./fetch-sharp.ts";
import type { FunctionPlatform } from "./function-platform.ts";
import { installedDirectory, sharpPackages } from "./sharp-packages.ts";
import type { PackagedFile } from "./zip-files.ts";

/** Files that sharp loads at run time, without headers, licences and type information. */
const NEEDED = /^(package\.json|index\.cjs|lib\/[^/]+\.node|lib\/[^/]+\.so(\.\d+)*)$/;

/**
 * sharp's native part for a function's platform, as files beside the bundle: from this project's own packages when they
 * fit, else fetched. Throws an EnvironmentError when it cannot be had.
 */
export async function nativeSharp(platform: FunctionPlatform, fetching: Fetching): Promise<readonly PackagedFile[]> {
  const packages = sharpPackages(platform);
  const installed = packages.map((each) => ({ name: each.name, directory: installedDirectory(each) }));
  if (installed.every(hasDirectory)) return installed.flatMap(neededFiles);
  const fetched = await fetchSharp(packages, fetching);
  return packages.flatMap(({ name }) => neededFiles({ name, directory: join(fetched, "node_modules", name) }));
}

interface Located {
  readonly name: string;
  readonly directory: string;
}

function hasDirectory(located: { readonly name: string; readonly directory: string | undefined }): located is Located {
  return located.directory !== undefined;
}

function neededFiles({ name, directory }: Located): readonly PackagedFile[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .map(withSlashes)
    .filter((file) => NEEDED.test(file))
    .map((file) => ({
      name: `node_modules/${name}/${file}`,
      content: readFileSync(join(directory, file)),
      executable: false,
    }));
}
