import { apkDownload } from "../../support/distribution/apk-download.ts";
import { downloadingEngine } from "./downloading-engine.ts";
import { SERVER_PACKAGES } from "./server-packages.ts";

export const apkEngine = downloadingEngine(apkDownload(SERVER_PACKAGES));
