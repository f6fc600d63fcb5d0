import { join } from "node:path";
import { cacheDirectory } from "../cache-directory.ts";
import type { PinnedPackage } from "../run-npm.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A registry package of which only its ffmpeg is used. */
export interface FfmpegPackage extends PinnedPackage {
  readonly megabytes: number;
  /** The program's file name in it. */
  readonly program: string;
}

/** The processor and system that a program is for, as Node names them. */
export interface Host {
  readonly platform: NodeJS.Platform;
  readonly arch: NodeJS.Architecture;
}

const NAMESPACE = "@ffmpeg-installer";

/**
 * Builds of ffmpeg 4.1 to 4.4 with libx264, under the GPL; the user's machine fetches them, nothing of them is redistributed.
 * Those for Linux are linked statically and run on glibc and musl (docs/platforms.md).
 */
const PACKAGES: Readonly<Record<string, FfmpegPackage>> = {
  "linux-x64": described(
    ["linux-x64", "4.1.0", 23],
    "sha512-Y5BWhGLU/WpQjOArNIgXD3z5mxxdV8c41C+U15nsE5yF8tVcdCGet5zPs5Zy3Ta6bU7haGpIzryutqCGQA/W8A==",
  ),
  "linux-arm64": described(
    ["linux-arm64", "4.1.4", 16],
    "sha512-dljEqAOD0oIM6O6DxBW9US/FkvqvQwgJ2lGHOwHDDwu/pX8+V0YsDL1xqHbj1DMX/+nP9rxw7G7gcUvGspSoKg==",
  ),
  "darwin-x64": described(
    ["darwin-x64", "4.1.0", 22],
    "sha512-Z4EyG3cIFjdhlY8wI9aLUXuH8nVt7E9SlMVZtWvSPnm2sm37/yC2CwjUzyCQbJbySnef1tQwGG2Sx+uWhd9IAw==",
  ),
  "darwin-arm64": described(
    ["darwin-arm64", "4.1.5", 16],
    "sha512-hYqTiP63mXz7wSQfuqfFwfLOfwwFChUedeCVKkBtl/cliaTM7/ePI9bVzfZ2c+dWu3TqCwLDRWNSJ5pqZl8otA==",
  ),
  "win32-x64": described(
    ["win32-x64", "4.1.0", 22, "ffmpeg.exe"],
    "sha512-Drt5u2vzDnIONf4ZEkKtFlbvwj6rI3kxw1Ck9fpudmtgaZIHD4ucsWB2lCZBXRxJgXR+2IMSti+4rtM4C4rXgg==",
  ),
};

function described(
  [name, version, megabytes, program = "ffmpeg"]: readonly [string, string, number, string?],
  integrity: string,
): FfmpegPackage {
  return { name: `${NAMESPACE}/${name}`, version, integrity, megabytes, program };
}

/** The package for a machine; undefined when there is none for its kind. */
export function ffmpegPackage({ platform, arch }: Host = process): FfmpegPackage | undefined {
  return PACKAGES[`${platform}-${arch}`];
}

/** Where a fetched package is cached, and the program in it. */
export function fetchedFfmpeg(environment: Environment, { name, version, program }: FfmpegPackage) {
  const cache = cacheDirectory(environment, "programs");
  const directory = join(cache, `ffmpeg-${name.replace(`${NAMESPACE}/`, "")}-${version}`);
  return { cache, directory, path: join(directory, program) };
}
