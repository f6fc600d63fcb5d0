import { zipFiles } from "../../../cloud/bundles/zip-files.ts";

/** A deployment package of a few texts; all of them can be executed. */
export function smallPackage(files: Readonly<Record<string, string>>): Promise<Buffer> {
  return zipFiles(
    Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text), executable: true })),
  );
}
