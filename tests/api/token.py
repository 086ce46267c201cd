"""Signs in to the demo as its admin and makes a token, as a person would. Usage: token.py ADDRESS PASSWORD"""

import datetime
import http.cookiejar
import re
import sys
import urllib.parse
import urllib.request

address, password = sys.argv[1:]
cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
browser = urllib.request.build_opener(cookies)


def send(path, **form):
    request = urllib.request.Request(
        address + path,
        urllib.parse.urlencode(form).encode(),
        {"Sec-Fetch-Site": "same-origin"},
    )
    return browser.open(request).read().decode()


send("/console/login", login="admin", password=password)
people = browser.open(address + "/console/regulators").read().decode()
regulator = re.search(r"\b99\d{4}-[a-z]+\b", people).group()
until = datetime.date.today() + datetime.timedelta(days=7)
page = send("/console/tokens", regulator=regulator, name="schemathesis", scope="publish", until=until)
print(re.search(r'class="once">([^<]+)<', page).group(1))
