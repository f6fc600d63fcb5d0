import { readFile } from "node:fs/promises";
import { type HttpRequest, type HttpResponse, httpResponse } from "../../network/http.ts";
import { parseRequestTarget } from "../gateway/request-target.ts";
import type { IdentifiedOperation, RoomCall } from "../room.ts";
import type { DeployedCode } from "./processes/deployed-code.ts";
import type { LambdaState } from "./state.ts";

const PATH = /^\/_lambda\/code\/([0-9a-f]{64})$/;

/** Whether somebody fetches the package that a `Location` names; no bucket may begin with an underscore. */
export const isCodeDownload = (http: HttpRequest): boolean => PATH.test(parseRequestTarget(http.path).rawPath);

/** Packages of functions and layers, for who has their `Location`. */
export function createCodeDownload(state: LambdaState) {
  function find(http: HttpRequest): DeployedCode | undefined {
    const digest = PATH.exec(parseRequestTarget(http.path).rawPath)?.[1] ?? "";
    const sha256 = Buffer.from(digest, "hex").toString("base64");
    const ofFunctions = state.functions
      .all()
      .flatMap(({ latest, versions }) => [latest, ...versions].flatMap(({ process }) => process?.deployed.code ?? []));
    const ofLayers = state.layers.names().flatMap((name) => state.layers.versions(name).map(({ code }) => code));
    return [...ofFunctions, ...ofLayers].find((code) => code.sha256 === sha256 && code.zipPath !== undefined);
  }

  return {
    identify: (http: HttpRequest): IdentifiedOperation => ({
      name: "DownloadCode",
      action: "lambda:GetFunction",
      resource: "*",
      label: parseRequestTarget(http.path).rawPath,
      ignoresSignature: true,
    }),
    async handle({ http }: RoomCall): Promise<HttpResponse> {
      const zipPath = find(http)?.zipPath;
      if (zipPath === undefined) return httpResponse(404, {}, "");
      return httpResponse(200, { "content-type": "application/zip" }, await readFile(zipPath));
    },
  };
}
