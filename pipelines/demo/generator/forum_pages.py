"""The forms of a vBulletin 4 page, as a Dutch board shows it to a guest. Written after the structure
that readers rely on, not copied from any board."""

HEAD = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" dir="ltr" lang="nl" id="vbulletin_html">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=%(charset)s" />
<meta name="generator" content="vBulletin 4.2.2" />
<base href="http://forum.example.org/" />
<link rel="canonical" href="showthread.php?t=%(id)s%(suffix)s" />
<title>%(title)s</title>
</head>
<body>
<div class="above_body"><div id="header" class="floatcontainer doc_header"><a name="top" href="forum.php" class="logo-image">Voorbeeldforum</a></div></div>
<div class="body_wrapper">
<div id="breadcrumb" class="breadcrumb"><ul class="floatcontainer">
<li class="navbithome"><a href="index.php" accesskey="1">Start</a></li>
<li class="navbit"><a href="forum.php">Forum</a></li>
<li class="navbit"><a href="forumdisplay.php?f=1">Praathoek</a></li>
<li class="navbit"><a href="forumdisplay.php?f=%(board_id)s">%(board)s</a></li>
<li class="navbit lastnavbit"><span>%(title)s</span></li>
</ul><hr /></div>
<div id="pagetitle" class="pagetitle"><h1>Discussie: <span class="threadtitle"><a href="showthread.php?t=%(id)s" title="Herlaad deze pagina">%(title)s</a></span></h1></div>
<div id="postlist" class="postlist restrain">
"""

PAGER = """<div id="pagination_top" class="pagination_top"><form action="showthread.php" method="get" class="pagination popupmenu nohovermenu">
<span><a href="javascript://" class="popupctrl">Pagina %d van %d</a></span>
</form></div>
"""

POST = """<li class="postbitlegacy postbitim postcontainer old" id="post_%(id)s">
<div class="posthead"><span class="postdate old"><span class="date">%(day)s&nbsp;<span class="time">%(clock)s</span></span></span><span class="nodecontrols"><a name="post%(id)s" href="showthread.php?t=%(thread)s&amp;p=%(id)s#post%(id)s" class="postcounter">#%(position)d</a><a id="postcount%(id)s" name="%(position)d"></a></span></div>
<div class="postdetails"><div class="userinfo"><div class="username_container">%(author)s</div><hr /></div>
<div class="postbody"><div class="postrow has_after_content">
<div class="content"><div id="post_message_%(id)s"><blockquote class="postcontent restore ">
%(body)s
</blockquote></div></div>
</div>
<div class="after_content">%(after)s</div>
<div class="cleardiv"></div></div></div>
<div class="postfoot"><div class="textcontrols floatcontainer"><span class="postcontrols"><a id="qrwq_%(id)s" class="newreply" href="newreply.php?do=newreply&amp;p=%(id)s" rel="nofollow">Met citaat reageren</a></span></div></div>
<hr /></li>
"""

DELETED = """<li class="postcontainer postbitdeleted" id="post_%(id)s">
<div class="posthead"><span class="postdate old"><span class="date">%(day)s&nbsp;<span class="time">%(clock)s</span></span></span></div>
<div class="deletedmessage"><p>Dit bericht is verwijderd door een beheerder.</p></div>
<hr /></li>
"""

QUOTE = """<div class="bbcode_container"><div class="bbcode_quote"><div class="quote_container"><div class="bbcode_quote_container"></div>
<div class="bbcode_postedby"><img src="images/misc/quote_icon.png" alt="Citeren" /> Oorspronkelijk geplaatst door <strong>%s</strong>%s</div>
<div class="message">%s%s</div>
</div></div></div>"""

EDIT_NOTE = """<blockquote class="postcontent lastedited">Laatst gewijzigd door %s; %s om <span class="time">%s</span>.</blockquote>
"""

SIGNATURE = """<blockquote class="signature restore"><div class="signaturecontainer">%s</div></blockquote>
"""

FOOT = """</div>
<div id="footer_time" class="shade footer_time">Alle tijden zijn GMT +%s. Het is nu <span class="time">%s</span>.</div>
<div id="footer_copyright" class="shade footer_copyright">Aangedreven door vBulletin&reg; versie 4.2.2</div>
</div>
</body>
</html>
"""

LOGIN_WALL = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" dir="ltr" lang="nl" id="vbulletin_html">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1" />
<meta name="generator" content="vBulletin 4.2.2" />
<title>Voorbeeldforum</title>
</head>
<body>
<div class="standard_error"><h2 class="blockhead">vBulletin bericht</h2><div class="blockbody formcontrols"><p class="blockrow restore">Je bent niet ingelogd of je hebt geen toestemming om deze pagina te bekijken.</p></div></div>
</body>
</html>
"""
