// Server, Lambdas and `npm run database` end with the same ones, and know nothing of the harness.
export { EXIT } from "../../system/exit-status.ts";
