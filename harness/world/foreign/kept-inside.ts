const NOBODY = "http://127.0.0.1:9";

/**
 * Variables that keep a foreign process on this machine: what goes elsewhere meets a proxy that does not exist, and SDKs find
 * neither credentials nor settings of the user's own. Foreign programs may not heed them; ours cannot do more without rights.
 */
export const KEPT_INSIDE: Readonly<Record<string, string>> = {
  HTTP_PROXY: NOBODY,
  HTTPS_PROXY: NOBODY,
  http_proxy: NOBODY,
  https_proxy: NOBODY,
  NO_PROXY: "127.0.0.1,localhost,::1",
  no_proxy: "127.0.0.1,localhost,::1",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
};
