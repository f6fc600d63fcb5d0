// The Lambda that reports a result to the server, signed.
package main

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	log := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	client := &http.Client{Timeout: 10 * time.Second}
	lambda.Start(func(ctx context.Context, event map[string]any) error {
		payload := event
		if body, ok := event["body"].(map[string]any); ok {
			payload = body
		}
		text, err := json.Marshal(payload)
		if err != nil {
			return fmt.Errorf("failed to marshal event: %w", err)
		}
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, os.Getenv("CALLBACK_URL"), bytes.NewReader(text))
		if err != nil {
			return fmt.Errorf("failed to create request: %w", err)
		}
		mac := hmac.New(sha256.New, []byte(os.Getenv("CALLBACK_SECRET")))
		mac.Write(text)
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("X-Toq-Signature", hex.EncodeToString(mac.Sum(nil)))
		answer, err := client.Do(request)
		if err != nil {
			return fmt.Errorf("failed to send callback: %w", err)
		}
		defer answer.Body.Close()
		log.Info("Callback response received", "status_code", answer.StatusCode)
		if answer.StatusCode >= 400 {
			return fmt.Errorf("callback failed with status: %d", answer.StatusCode)
		}
		return nil
	})
}
