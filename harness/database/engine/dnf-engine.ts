import { dnfDownload } from "../../support/distribution/dnf-download.ts";
import { downloadingEngine } from "./downloading-engine.ts";
import { SERVER_PACKAGES } from "./server-packages.ts";

export const dnfEngine = downloadingEngine(dnfDownload(SERVER_PACKAGES));
