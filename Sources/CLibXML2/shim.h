// libxml2 as schakel uses it: HTML only, never the network.
#include <libxml/xmlversion.h>
// Debian builds libxml2 with ICU, whose headers clash with those inside Swift's Foundation. Only
// the tail of xmlCharEncodingHandler depends on them, and schakel decodes by its own tables.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xpath.h>

// xmlFree is a mutable global function pointer, which Swift 6 refuses.
static inline void schakel_xml_free(void *pointer) { xmlFree(pointer); }
