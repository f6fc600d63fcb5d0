import { aptDownload } from "../../support/distribution/apt-download.ts";
import { downloadingEngine } from "./downloading-engine.ts";
import { SERVER_PACKAGES } from "./server-packages.ts";

export const aptEngine = downloadingEngine(aptDownload(SERVER_PACKAGES));
