#pragma clang diagnostic ignored "-Wc23-extensions"

#include "common_passwords.h"

static const char content[] = {
#embed "common-passwords.txt"
};

const char *common_passwords(size_t *length) {
    *length = sizeof content;
    return content;
}
