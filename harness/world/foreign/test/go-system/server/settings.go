package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"
)

type settings struct {
	Address             string        `json:"address"`
	Database            string        `json:"database"`
	Redis               string        `json:"redis"`
	Bucket              string        `json:"bucket"`
	QueueURL            string        `json:"queueUrl"`
	FinalizationMachine string        `json:"finalizationMachine"`
	CallbackSecret      string        `json:"callbackSecret"`
	TokenSecret         string        `json:"tokenSecret"`
	AccessMinutes       int           `json:"accessMinutes"`
	Workers             bool          `json:"workers"`
	accessLifetime      time.Duration `json:"-"`
}

func readSettings(path string) (settings, error) {
	var read settings
	text, err := os.ReadFile(path)
	if err != nil {
		return read, err
	}
	if err := json.Unmarshal(text, &read); err != nil {
		return read, fmt.Errorf("%s: %w", path, err)
	}
	read.accessLifetime = time.Duration(read.AccessMinutes) * time.Minute
	return read, nil
}
