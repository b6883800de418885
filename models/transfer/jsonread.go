package transfer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// strictElement is up to which size an element is looked at for keys that have
// no place, in bytes; the check copies it.
const strictElement = 1 << 20

// decodeElement reads raw into to, and returns the first key in it that to has no
// place for, empty where there is none. Its errors are for people.
func decodeElement(raw []byte, to any) (unknown string, err error) {
	if len(raw) <= strictElement {
		d := json.NewDecoder(bytes.NewReader(raw))
		d.DisallowUnknownFields()
		err := d.Decode(to)
		if err == nil {
			return "", nil
		}
		name, ok := strings.CutPrefix(err.Error(), "json: unknown field ")
		if !ok {
			return "", plainJSON(err)
		}
		unknown = strings.Trim(name, `"`)
	}
	return unknown, plainJSON(json.Unmarshal(raw, to))
}

// plainJSON says for people what is wrong with a value.
func plainJSON(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return errors.New("this is not JSON")
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Errorf("%s is not of its kind", kind.Field)
	case errors.As(err, &kind):
		return errors.New("it is not of its kind")
	}
	return err
}
