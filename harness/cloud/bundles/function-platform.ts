/** Where functions run: on Linux with glibc, as all managed runtimes of Lambda do. */
export interface FunctionPlatform {
  readonly architecture: "x86_64" | "arm64";
}
