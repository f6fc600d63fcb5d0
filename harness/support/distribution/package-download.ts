/** What a search for a program may use, and whom it tells that it takes longer. */
export interface ProgramSearch {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Called before something slow, with a text for the waiting user. */
  readonly onProgress: (text: string) => void;
}

/** What distributions call the packages that bring a program. */
export interface ProgramPackages {
  /** For messages: `MariaDB`. */
  readonly title: string;
  /** Of Debian and Ubuntu, in the order of preference. */
  readonly apt: readonly AptPackage[];
  /** Of Fedora and its relatives, in the order of preference. */
  readonly dnf: readonly string[];
  /** Of Alpine, in the order of preference. */
  readonly apk: readonly string[];
}

export interface AptPackage {
  readonly name: string;
  /** What it brings: `MySQL`. */
  readonly title: string;
}

/** A way to download a program without root and without installing anything. */
export interface PackageDownload<Origin extends string = string> {
  readonly origin: Origin;
  /** Its name in messages. */
  readonly title: string;
  /** Why this way does not work on this machine; undefined when it may. */
  impossible(search: ProgramSearch): string | undefined;
  /** Downloads in `scratch`, a directory of this process, and unpacks into `root` in it. */
  download(scratch: string, root: string, search: ProgramSearch): Promise<void>;
}
