import { createRequire, registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

/** What AWS's Node runtimes bring along (https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html). */
const BROUGHT_ALONG = /^@(?:aws-sdk|smithy)\//;

/**
 * A package that is not in the function's own ones is looked for among this project's: the SDK for JavaScript v3, as far as it is
 * installed here.
 */
export function findOwnPackages(): void {
  const own = createRequire(import.meta.url);
  let isLooking = false;
  registerHooks({
    resolve(specifier, context, next) {
      try {
        return next(specifier, context);
      } catch (error) {
        if (isLooking || !BROUGHT_ALONG.test(specifier)) throw error;
        isLooking = true;
        try {
          if (context.conditions.includes("import")) return next(specifier, { ...context, parentURL: import.meta.url });
          // A require asks its own module, whatever the context says.
          return { url: pathToFileURL(own.resolve(specifier)).href, shortCircuit: true };
        } catch {
          throw error;
        } finally {
          isLooking = false;
        }
      }
    },
  });
}
