#ifndef RINGI_CLIBPQ_SHIM_H
#define RINGI_CLIBPQ_SHIM_H

#include <libpq-fe.h>

#endif
